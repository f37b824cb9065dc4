import { LeftOutCounts } from '../export/export-format.ts';
import { toExchange, type ForeignMessage, type Imported } from './imported.ts';
import { readLmStudioVersion } from './lm-studio-version.ts';
import { fieldsOf, isFields, listOf, numberOf, textOf, timeOf, type Fields } from './unknown-fields.ts';

const millisecond = 1;

/** Whether it is one of LM Studio's conversations: its messages have versions. */
export function isLmStudio(value: unknown): value is Fields {
  if (!isFields(value) || !Array.isArray(value['messages'])) return false;
  const [first] = listOf(value['messages']);
  return first === undefined ? typeof value['name'] === 'string' : isFields(first) && Array.isArray(first['versions']);
}

/**
 * A file of LM Studio's conversations folder: a list of messages, each in one or more versions, of which one is chosen. The
 * others become branches that end there, because what followed them is not kept.
 * @param documentName with its folders, which become tags.
 */
export function fromLmStudio(value: Fields, documentName: string, nowMs: number): Imported {
  const leftOut = new LeftOutCounts();
  const messages: ForeignMessage[] = [];
  let parentKey: string | null = null;
  for (const [place, message] of listOf(value['messages']).entries()) {
    const versions = listOf(fieldsOf(message)['versions']);
    const chosen = numberOf(fieldsOf(message)['currentlySelected']) ?? 0;
    let chosenKey: string | null = null;
    for (const [index, version] of versions.entries()) {
      const read = readLmStudioVersion(fieldsOf(version));
      leftOut.addAll(read.leftOut);
      if (read.message === null) continue;
      const key = `${place}-${index}`;
      messages.push({ ...read.message, key, parentKey });
      if (index === chosen) chosenKey = key;
    }
    parentKey = chosenKey ?? parentKey;
  }
  const folders = documentName.split('/').slice(0, -1);
  const createdAtMs = timeOf(value['createdAt'], millisecond);
  const origin = `lm-studio:${nameOf(documentName, createdAtMs)}`;
  const conversation = toExchange(
    {
      origin,
      title: textOf(value['name']),
      createdAtMs,
      updatedAtMs:
        timeOf(value['assistantLastMessagedAt'], millisecond) ?? timeOf(value['userLastMessagedAt'], millisecond),
      isPinned: value['pinned'] === true,
      isArchived: false,
      tags: folders.flatMap(tagFrom),
      systemPrompt: systemPromptOf(value),
      messages,
      activeKey: parentKey,
    },
    nowMs,
  );
  return { source: 'lm-studio', origins: [origin], conversation, project: null, leftOut: leftOut.list() };
}

/** Its file names are the moments at which conversations began. Of files that a person named, several may have one name. */
function nameOf(documentName: string, createdAtMs: number | null): string {
  const stem = stemOf(documentName);
  return createdAtMs === null || /^\d+$/.test(stem) ? stem : `${stem}@${createdAtMs}`;
}

function stemOf(documentName: string): string {
  return (documentName.split('/').at(-1) ?? '').replace(/(?:\.conversation)?\.json$/i, '').slice(0, 200);
}

/** The folder that holds all of them is none of theirs. */
function tagFrom(folder: string): readonly string[] {
  const tag = folder.trim().slice(0, 50).toWellFormed().trim();
  return tag === '' || /^(?:conversations|\.lmstudio)$/i.test(tag) ? [] : [tag];
}

/** Newer versions keep it among the settings of the chat. */
function systemPromptOf(value: Fields): string {
  for (const field of listOf(fieldsOf(value['perChatPredictionConfig'])['fields'])) {
    const { key, value: text } = fieldsOf(field);
    if (key === 'llm.prediction.systemPrompt' && textOf(text).trim() !== '') return textOf(text);
  }
  return textOf(value['systemPrompt']);
}
