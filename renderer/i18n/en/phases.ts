/** What a runner was doing when it failed, as the rest of a sentence that begins “while …”. */
export const phaseWords: ReadonlyMap<string, string> = new Map([
  ['starting', 'starting'],
  ['loading', 'loading the model'],
  ['prefill', 'reading the conversation'],
  ['prefilling', 'reading the conversation'],
  ['generating', 'writing the reply'],
  ['idle', 'waiting'],
  ['ready', 'waiting'],
  ['probe', 'trying the file'],
  ['probing', 'trying the file'],
  ['stopping', 'stopping'],
]);
