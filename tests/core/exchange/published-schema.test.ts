import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { conversationSchema, messageSchema } from '../../../main/contract/chat.ts';
import {
  exchangeConversationSchema,
  exchangeFileSchema,
  exchangeMessageSchema,
} from '../../../main/contract/exchange-file.ts';

const published = new URL('../../../docs/exchange.schema.json', import.meta.url);

// Would catch: a file whose form has changed while other tools are told the old one.
test('the schema that is published is the one that exports follow; COUNTERWEIGHT_WRITE_SCHEMA=1 renews it', () => {
  const schema = {
    title: 'Conversations exported from Counterweight',
    ...z.toJSONSchema(exchangeFileSchema, { io: 'input' }),
  };
  if (process.env['COUNTERWEIGHT_WRITE_SCHEMA'] === '1')
    writeFileSync(published, `${JSON.stringify(schema, null, 2)}\n`);
  expect(JSON.parse(readFileSync(published, 'utf8'))).toEqual(schema);
});

// Would catch: something new that a message or a conversation has and that a lossless export forgets.
test('everything that is kept of a conversation is in its export', () => {
  const forgotten = (kept: object, exported: object): readonly string[] =>
    Object.keys(kept).filter((key) => !Object.hasOwn(exported, key));
  // The tree is told by parents alone.
  expect(forgotten(messageSchema.shape, exchangeMessageSchema.shape)).toEqual(['conversationId', 'siblingIds']);
  expect(forgotten(conversationSchema.shape, exchangeConversationSchema.shape)).toEqual([]);
});
