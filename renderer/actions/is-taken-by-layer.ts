/** Layers that deal with keys themselves: a modal dialog takes all, an open menu takes Escape. */
export function isTakenByLayer(event: Pick<KeyboardEvent, 'key'>): boolean {
  if (document.querySelector('dialog:modal') !== null) return true;
  return event.key === 'Escape' && document.querySelector('[popover="auto"]:popover-open') !== null;
}
