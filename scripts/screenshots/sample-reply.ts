/** What the demonstration model says: several shapes of text a reply may have, and no figures that claim anything. */
export const sampleReply = `Three things, in this order:

1. **Whether it is right** on *your* questions, not on a public list.
2. **How fast it answers** here: tokens per second, and the wait for the first one.
3. **What it costs**: memory while it runs, and the licence it comes with.

The size of a file is its weights times the bits that each of them takes:

\`\`\`python
def size_in_bytes(parameters: int, bits_per_weight: float) -> float:
    """A rule of thumb: the vocabulary and the header come on top."""
    return parameters * bits_per_weight / 8
\`\`\`

| Bits per weight | Kept of 16 bits | What it means |
| ---: | ---: | :-- |
| 8 | half | close to the original |
| 4 | a quarter | fits where 8 do not |

> Weigh them on the same scale: the same prompt, the same settings.
`;
