const fields = 'input:not([type="checkbox"], [type="radio"], [type="range"]), textarea, select, [contenteditable]';

/** Whether keys pressed there are words. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches(fields);
}
