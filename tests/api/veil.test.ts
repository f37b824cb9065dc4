import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { eventStream } from '../../main/api/event-stream.ts';
import { Veil, veiledFeed, Veils } from '../../main/api/veil.ts';
import { Emitter } from '../../main/core/emitter.ts';

describe('a veil', () => {
  it('holds a feed back from its first event on, and lets everything through in order when it is lifted', async () => {
    const veil = new Veil();
    const round = {};
    veil.set(round, true);
    const source = new Emitter<number>();
    const abort = new AbortController();
    const heard: number[] = [];
    const reading = (async () => {
      const watch = (listener: (event: number) => void): (() => void) => {
        listener(0);
        return source.subscribe(listener);
      };
      for await (const event of eventStream(watch, abort.signal, () => null, veil)) heard.push(event);
    })();
    await sleep(0);
    source.emit(1);
    await sleep(0);
    const whileDown = [...heard];
    veil.set(round, false);
    await sleep(0);
    source.emit(2);
    await sleep(0);
    abort.abort();
    await reading;
    expect([whileDown, heard]).toEqual([[], [0, 1, 2]]);
  });

  it('stays down while any of two rounds that are watched is hidden', () => {
    const veil = new Veil();
    const [one, other] = [{}, {}];
    veil.set(one, true);
    veil.set(other, true);
    veil.set(one, false);
    expect(veil.isDown).toBe(true);
    veil.set(other, false);
    expect(veil.isDown).toBe(false);
  });

  it('begins a feed anew when it falls and when it is lifted, with less in between', () => {
    const veil = new Veil();
    const heard: string[] = [];
    const watch = (listener: (event: string) => void): (() => void) => {
      listener('Llama');
      return () => undefined;
    };
    const leave = veiledFeed(veil, watch, () => '?')((event) => heard.push(event));
    veil.set(watch, true);
    veil.set(watch, false);
    leave();
    veil.set(watch, true);
    expect(heard).toEqual(['Llama', '?', 'Llama']);
  });

  it('is down from the start for a page that is reloaded in mid-round, until it has said what it watches', () => {
    const veils = new Veils();
    const closing = new AbortController();
    const before = veils.create(closing.signal);
    before.set(veils, true);
    before.set(veils, false);
    closing.abort();
    const reloaded = veils.create(undefined);
    const other = veils.create(undefined);
    expect([reloaded.isDown, other.isDown]).toEqual([true, false]);
    reloaded.settle();
    expect(reloaded.isDown).toBe(false);
  });

  it('is down for a page whose new connection comes before the end of its old one', () => {
    const veils = new Veils();
    veils.create(undefined).set({}, true);
    expect(veils.create(undefined).isDown).toBe(true);
  });

  it('is lifted for a reloaded page that turns out to watch nothing', async () => {
    const veils = new Veils({ graceMs: 5 });
    const closing = new AbortController();
    veils.create(closing.signal).set({}, true);
    closing.abort();
    const reloaded = veils.create(undefined);
    await new Promise<void>((resolve) => reloaded.subscribe(resolve));
    expect(reloaded.isDown).toBe(false);
  });
});
