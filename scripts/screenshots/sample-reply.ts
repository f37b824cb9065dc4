/** What the sample model says: every shape of text a reply may have. */
export const sampleReply = `Three things, in this order:

1. **Whether it is right** on *your* questions, not on a public list.
2. **How fast it answers** here: tokens per second, and the wait for the first one.
3. **What it costs**: memory while it runs, and the licence it comes with.

A short way to time one reply:

\`\`\`ts
const startedAt = performance.now();
const reply = await model.ask('What is a counterweight?');
console.log(\`\${reply.tokens / (performance.now() - startedAt)} tokens per millisecond\`);
\`\`\`

| Model | Size | Tokens/s |
| --- | ---: | ---: |
| Small | 0.6 GB | 41 |
| Middle | 4.4 GB | 12 |

> Weigh them on the same scale, with the same prompt and the same settings.
`;
