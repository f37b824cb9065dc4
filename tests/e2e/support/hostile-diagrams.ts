/** Diagrams that try to leave the place where they are drawn; each names what it tries. */
export const hostileDiagrams: readonly (readonly [string, string])[] = [
  [
    'a link, a script link and a callback',
    [
      'flowchart LR',
      '  A[Out] --> B[Script] --> C[Callback]',
      '  click A href "https://evil.example/a" _top',
      '  click B href "javascript:alert(1)"',
      '  click C call alert()',
    ].join('\n'),
  ],
  [
    'settings of its own',
    [
      `%%{init: {"securityLevel": "loose", "htmlLabels": true, "themeCSS": "* { background: url(https://evil.example/b.png) }"}}%%`,
      'flowchart LR',
      '  A["<img src=https://evil.example/c.png onerror=alert(1)>"] --> B["<script>alert(1)</script><b>bold</b>"]',
    ].join('\n'),
  ],
  [
    'a font and a picture from elsewhere, without which it cannot be drawn',
    [
      '---',
      'config:',
      '  securityLevel: loose',
      '  fontFamily: "x, url(https://evil.example/f.woff2)"',
      '---',
      'flowchart LR',
      '  A@{ img: "https://evil.example/d.png", label: "picture", h: 40 }',
      '  A --> B',
    ].join('\n'),
  ],
];
