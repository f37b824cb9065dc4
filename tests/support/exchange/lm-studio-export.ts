type Step = object;

export function lmStudioUser(...content: readonly object[]): object {
  return { versions: [{ type: 'singleStep', role: 'user', content }], currentlySelected: 0 };
}

export function lmStudioReply(currentlySelected: number, ...versions: readonly (readonly Step[])[]): object {
  return {
    versions: versions.map((steps) => ({
      type: 'multiStep',
      role: 'assistant',
      steps,
      senderInfo: { senderName: 'sender-model' },
    })),
    currentlySelected,
  };
}

export function lmStudioBlock(text: string, more: object = {}): Step {
  return {
    type: 'contentBlock',
    stepIdentifier: '1700000000000-0.5',
    content: [{ type: 'text', text, fromDraftModel: false, tokensCount: 3, isStructural: false }],
    defaultShouldIncludeInContext: true,
    shouldIncludeInContext: true,
    ...more,
  };
}

export const lmStudioThinking = { style: { type: 'thinking', ended: true, title: 'Thought for 2.1 seconds' } };

export function lmStudioInfo(stopReason: string): object {
  return {
    genInfo: {
      indexedModelIdentifier: 'acme/llama/llama.gguf',
      identifier: 'llama-tiny',
      loadModelConfig: { fields: [] },
      predictionConfig: { fields: [{ key: 'llm.prediction.temperature', value: 0.2 }] },
      stats: {
        stopReason,
        tokensPerSecond: 41.5,
        numGpuLayers: -1,
        timeToFirstTokenSec: 0.25,
        promptTokensCount: 17,
        predictedTokensCount: 9,
        totalTokensCount: 26,
      },
    },
  };
}

export function lmStudioConversation(messages: readonly object[], more: object = {}): object {
  return {
    name: 'Boats',
    pinned: true,
    createdAt: 1_700_000_000_000,
    preset: '',
    tokenCount: 26,
    userLastMessagedAt: 1_700_000_001_000,
    assistantLastMessagedAt: 1_700_000_002_000,
    systemPrompt: '',
    messages,
    usePerChatPredictionConfig: true,
    perChatPredictionConfig: { fields: [{ key: 'llm.prediction.systemPrompt', value: 'You count.' }] },
    clientInput: '',
    clientInputFiles: [],
    userFilesSizeBytes: 0,
    lastUsedModel: { identifier: 'llama-tiny', indexedModelIdentifier: 'acme/llama/llama.gguf' },
    notes: [],
    plugins: [],
    looseFiles: [],
    ...more,
  };
}
