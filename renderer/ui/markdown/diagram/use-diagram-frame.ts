import { useEffect, useState, type RefObject } from 'react';
import { parseDiagramAnswer, type DiagramRequest } from './diagram-messages.ts';

/**
 * What has become of a diagram.
 *
 *   drawing ──▶ drawn
 *      └──▶ failed   it is not a diagram, or took too long: the frame is taken away, which ends its process
 */
export type DiagramState =
  | { readonly status: 'drawing' }
  | { readonly status: 'drawn'; readonly width: number; readonly height: number }
  /** Null when it took too long. */
  | { readonly status: 'failed'; readonly reason: string | null };

/** Longer than the largest diagram that is taken needs, the frame's own start included. */
const longestDrawingMs = 10_000;

/** Has a diagram drawn in a frame, as soon as the frame says that it is ready. */
export function useDiagramFrame(
  frame: RefObject<HTMLIFrameElement | null>,
  source: string,
  isDark: boolean,
): DiagramState {
  const [state, setState] = useState<DiagramState>({ status: 'drawing' });
  useEffect(() => {
    const listening = new AbortController();
    const timer = setTimeout(() => end({ status: 'failed', reason: null }), longestDrawingMs);
    function end(next: DiagramState): void {
      clearTimeout(timer);
      listening.abort();
      setState(next);
    }
    const draw = (): void => tellFrame(frame.current, { type: 'draw', source, isDark });
    const onMessage = ({ source: sender, data }: MessageEvent): void => {
      if (frame.current === null || sender !== frame.current.contentWindow) return;
      const answer = parseDiagramAnswer(data);
      if (answer?.type === 'ready') draw();
      else if (answer?.type === 'drawn') end({ status: 'drawn', width: answer.width, height: answer.height });
      else if (answer?.type === 'failed') end({ status: 'failed', reason: answer.reason });
    };
    window.addEventListener('message', onMessage, { signal: listening.signal });
    // A frame that is there already, in other colours, will not say so again.
    draw();
    return () => {
      clearTimeout(timer);
      listening.abort();
    };
  }, [frame, source, isDark]);
  return state;
}

/** The frame has no origin that could be named; what it is told is the text it shows anyway. */
export function tellFrame(frame: HTMLIFrameElement | null, request: DiagramRequest): void {
  frame?.contentWindow?.postMessage(request, '*');
}
