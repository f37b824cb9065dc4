import { EventEmitter } from 'node:events';
import type { NotificationConstructorOptions } from 'electron';

/** A notification that nobody sees; a test emits `click` on it as a person would click. */
export class Notification extends EventEmitter {
  readonly title: string;
  readonly body: string;

  constructor({ title = '', body = '' }: NotificationConstructorOptions = {}) {
    super();
    this.title = title;
    this.body = body;
  }

  static isSupported(): boolean {
    return true;
  }

  show(): void {
    this.emit('show');
  }
}
