/**
 * Words of the index that nobody writes: by them a search is narrowed inside the index, where it costs nothing. Each is
 * one word of ASCII letters and figures.
 */
export function conversationMark(number: number): string {
  return `c${number}`;
}

export function roleMark(role: string): string {
  return `r${role}`;
}

export function ratingMark(rating: string): string {
  return `v${rating}`;
}

export function modelMark(modelId: string): string {
  return `m${Buffer.from(modelId).toString('hex')}`;
}
