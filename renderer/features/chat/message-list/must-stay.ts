/** True for a row that a person is at work in, however far it is scrolled away: focus, an open field, chosen text. */
export function mustStay(row: HTMLElement): boolean {
  if (row.contains(document.activeElement)) return true;
  if (row.querySelector('textarea, input, [data-keep-row]') !== null) return true;
  const selection = document.getSelection();
  return selection !== null && !selection.isCollapsed && selection.containsNode(row, true);
}
