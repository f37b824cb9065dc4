/** Reads Markdown as CommonMark with tables and strikethrough does; no HTML inside it has a meaning. */
export interface MarkdownText {
  /** Without scripts, images, styles and anything that loads by itself. */
  toHtml(text: string): string;
  /** What has to follow the text so that whatever stands after it is not swallowed by an open code block; often ''. */
  closing(text: string): string;
}
