import { seededBytes } from '../../../tests/support/hub/seeded-bytes.ts';
import { contentSha256, type HubContent } from '../../../tests/support/hub/hub-content.ts';
import { startTestHub } from '../../../tests/support/hub/start-test-hub.ts';

/** The hub in a process of its own, with one file in memory, so that its cost is the same for every client. */
const [sizeText = '', capText = ''] = process.argv.slice(2);
const pattern = seededBytes(1, 64 * 1024 * 1024);
const bytes = Buffer.alloc(Number(sizeText));
for (let at = 0; at < bytes.length; at += pattern.length) {
  pattern.copy(bytes, at);
  bytes.writeDoubleLE(at, at);
}
const content: HubContent = { kind: 'bytes', bytes };
const cap = Number(capText);
const hub = await startTestHub({
  repos: [{ id: 'bench/model', files: [{ path: 'model.gguf', content }] }],
  ...(cap > 0 ? { bytesPerSecond: cap } : {}),
});
process.stdout.write(`${JSON.stringify({ url: hub.url, sha256: contentSha256(content) })}\n`);
