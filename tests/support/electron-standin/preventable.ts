/** An event as Electron gives it to listeners: the default happens unless somebody prevents it. */
export type Preventable = { preventDefault(): void; readonly defaultPrevented: boolean };

export function preventable<Fields extends object>(fields: Fields): Fields & Preventable {
  let isPrevented = false;
  return {
    ...fields,
    preventDefault: () => {
      isPrevented = true;
    },
    get defaultPrevented() {
      return isPrevented;
    },
  };
}
