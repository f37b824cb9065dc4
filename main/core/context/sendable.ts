import type { OverflowPolicy } from '../../contract/chat-settings.ts';
import type { ContextRecord } from '../../contract/context.ts';
import { turnsFrom } from '../chat/turns.ts';
import type { ChatTurn } from '../ports/runner-pool.ts';
import { divideIntoExchanges, droppedExchanges, mostDroppable, type Stretch } from './exchanges.ts';
import { messageText } from './message-text.ts';
import type { PathMessage } from './path-message.ts';
import { letSummaryStandIn, type ShortenedPath } from './summary-standing-in.ts';

/** What a policy has to choose from. */
export type Sendable = ShortenedPath & {
  readonly policy: OverflowPolicy;
  readonly exchanges: readonly Stretch[];
  /** Most exchanges that may be left out. */
  readonly mostDropped: number;
};

export function toSendable(path: readonly PathMessage[], systemPrompt: string, policy: OverflowPolicy): Sendable {
  const whole = { systemPrompt, path, coveredMessages: 0, summary: null };
  const shortened = policy === 'summarise' ? letSummaryStandIn(path, systemPrompt) : whole;
  const exchanges = divideIntoExchanges(shortened.path);
  return { ...shortened, policy, exchanges, mostDropped: mostDroppable(policy, exchanges.length) };
}

export type Sent = {
  readonly messages: readonly PathMessage[];
  /** By place, as in the record. */
  readonly leftOut: ContextRecord['leftOut'];
};

/** What is sent when so many exchanges are left out. */
export function sentWithout({ policy, path, coveredMessages, exchanges }: Sendable, dropped: number): Sent {
  const stretch = droppedExchanges(policy, dropped);
  const from = exchanges[stretch.from]?.from ?? path.length;
  const to = dropped === 0 ? from : (exchanges[stretch.to - 1]?.to ?? path.length);
  const ranges = [
    { from: 0, to: coveredMessages },
    { from: coveredMessages + from, to: coveredMessages + to },
  ];
  return {
    messages: [...path.slice(0, from), ...path.slice(to)],
    leftOut: ranges.filter((range) => range.from < range.to),
  };
}

/** The system prompt and the messages as a template takes them. */
export function turnsOf(systemPrompt: string, messages: readonly PathMessage[]): ChatTurn[] {
  const said = messages.map((message) => ({
    role: message.role,
    text: messageText(message),
    reasoning: message.reasoning,
  }));
  const turns = turnsFrom(said);
  return systemPrompt.trim() === '' ? turns : [{ role: 'system', text: systemPrompt }, ...turns];
}
