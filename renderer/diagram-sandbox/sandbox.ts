import mermaid, { type MermaidConfig } from 'mermaid';
import { longestDiagram, type DiagramAnswer, type DiagramRequest } from '../ui/markdown/diagram/diagram-messages.ts';

/* Runs in a frame without an origin: what a diagram manages to do, it does to this document alone. */

/** What a diagram's own directives may not change, besides what Mermaid never lets them. */
const keptSettings = [
  'secure',
  'securityLevel',
  'startOnLoad',
  'maxTextSize',
  'maxEdges',
  'suppressErrorRendering',
  'htmlLabels',
  'theme',
  'themeCSS',
  'themeVariables',
  'fontFamily',
  'altFontFamily',
  'dompurifyConfig',
  'darkMode',
];

const mostEdges = 400;

function settingsFor(isDark: boolean): MermaidConfig {
  return {
    startOnLoad: false,
    securityLevel: 'strict',
    htmlLabels: false,
    theme: isDark ? 'dark' : 'neutral',
    darkMode: isDark,
    fontFamily: 'system-ui, sans-serif',
    maxTextSize: longestDiagram,
    maxEdges: mostEdges,
    suppressErrorRendering: true,
    secure: keptSettings,
  };
}

let full = { width: 1, height: 1 };

function answer(message: DiagramAnswer): void {
  // A frame without an origin cannot name the page's; what is told is the size of a picture.
  window.parent.postMessage(message, '*');
}

async function draw(source: string, isDark: boolean): Promise<void> {
  document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
  try {
    mermaid.initialize(settingsFor(isDark));
    const { svg } = await mermaid.render('diagram', source);
    const drawing = new DOMParser().parseFromString(svg, 'text/html').querySelector('svg');
    if (drawing === null) throw new Error('nothing was drawn');
    document.body.replaceChildren(document.importNode(drawing, true));
    full = sizeOf(drawing);
    show(1);
    answer({ type: 'drawn', ...full });
  } catch (error) {
    document.body.replaceChildren();
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    answer({ type: 'failed', reason: reason.replace(/:$/, '') });
  }
}

function sizeOf(drawing: SVGSVGElement): { readonly width: number; readonly height: number } {
  const { width, height } = drawing.viewBox.baseVal;
  return { width: Math.max(1, Math.ceil(width)), height: Math.max(1, Math.ceil(height)) };
}

function show(scale: number): void {
  const drawing = document.querySelector<SVGSVGElement>('body > svg');
  if (drawing === null) return;
  drawing.style.maxWidth = 'none';
  drawing.style.width = `${full.width * scale}px`;
  drawing.style.height = `${full.height * scale}px`;
}

window.addEventListener('message', ({ source, data }: MessageEvent<DiagramRequest>) => {
  if (source !== window.parent) return;
  if (data.type === 'draw') void draw(data.source, data.isDark);
  else show(data.scale);
});
answer({ type: 'ready' });
