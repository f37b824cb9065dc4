type Node = { readonly id: string; readonly parent: string | null; readonly message: unknown };

/** A message of ChatGPT's export with all the fields it has there. */
export function chatGptMessage(
  id: string,
  role: 'user' | 'assistant' | 'system' | 'tool',
  content: unknown,
  more: {
    readonly metadata?: object;
    readonly recipient?: string;
    readonly status?: string;
    readonly time?: number | null;
  } = {},
): unknown {
  return {
    id,
    author: { role, name: role === 'tool' ? 'python' : null, metadata: {} },
    create_time: more.time === undefined ? 1_700_000_000.25 : more.time,
    update_time: null,
    content: typeof content === 'string' ? { content_type: 'text', parts: [content] } : content,
    status: more.status ?? 'finished_successfully',
    end_turn: role === 'assistant' ? true : null,
    weight: 1,
    metadata: more.metadata ?? {},
    recipient: more.recipient ?? 'all',
    channel: null,
  };
}

export function chatGptConversation(
  id: string,
  nodes: readonly Node[],
  currentNode: string,
  more: object = {},
): object {
  const mapping = Object.fromEntries(
    nodes.map((node) => [
      node.id,
      { ...node, children: nodes.filter(({ parent }) => parent === node.id).map((child) => child.id) },
    ]),
  );
  return {
    title: `Chat ${id}`,
    create_time: 1_699_999_999.5,
    update_time: 1_700_000_100,
    mapping,
    moderation_results: [],
    current_node: currentNode,
    plugin_ids: null,
    conversation_id: id,
    conversation_template_id: null,
    gizmo_id: null,
    is_archived: false,
    safe_urls: [],
    default_model_slug: 'auto',
    id,
    ...more,
  };
}

/** What people's exports hold: hidden instructions, an edit, a regeneration, thoughts, tools, a picture, sources, a file. */
export function exampleChatGptConversation(): object {
  const gpt = { model_slug: 'gpt-9-thinking' };
  const node = (id: string, parent: string | null, message: unknown = null): Node => ({ id, parent, message });
  return chatGptConversation(
    'aaaa-bbbb',
    [
      node('client-created-root', null),
      node(
        'sys',
        'client-created-root',
        chatGptMessage('sys', 'system', '', { metadata: { is_visually_hidden_from_conversation: true } }),
      ),
      node(
        'ctx',
        'sys',
        chatGptMessage(
          'ctx',
          'user',
          { content_type: 'user_editable_context', user_profile: 'x', parts: ['About me'] },
          {
            metadata: { is_visually_hidden_from_conversation: true, is_user_system_message: true },
          },
        ),
      ),
      node('q1', 'ctx', chatGptMessage('q1', 'user', 'How many boats?')),
      node('a1', 'q1', chatGptMessage('a1', 'assistant', 'Three.', { metadata: { model_slug: 'gpt-4o' } })),
      node(
        'a1b',
        'q1',
        chatGptMessage('a1b', 'assistant', 'Four, counting', {
          metadata: { ...gpt, finish_details: { type: 'max_tokens' } },
        }),
      ),
      node(
        'q1edit',
        'ctx',
        chatGptMessage(
          'q1edit',
          'user',
          {
            content_type: 'multimodal_text',
            parts: [
              { content_type: 'image_asset_pointer', asset_pointer: 'sediment://file_1', width: 3, height: 4 },
              'How many boats are here?',
            ],
          },
          {
            metadata: {
              attachments: [
                { id: 'file_1', name: 'b.png', mime_type: 'image/png' },
                { id: 'file_2', name: 'b.pdf', mime_type: 'application/pdf' },
              ],
            },
          },
        ),
      ),
      node(
        't1',
        'q1edit',
        chatGptMessage(
          't1',
          'assistant',
          {
            content_type: 'thoughts',
            thoughts: [{ summary: 'Counting', content: 'One by one.', chunks: [], finished: true }],
            source_analysis_msg_id: 'x',
          },
          { metadata: gpt },
        ),
      ),
      node(
        'r1',
        't1',
        chatGptMessage(
          'r1',
          'assistant',
          { content_type: 'reasoning_recap', content: 'Thought for 8s' },
          { metadata: gpt },
        ),
      ),
      node(
        'c1',
        'r1',
        chatGptMessage(
          'c1',
          'assistant',
          { content_type: 'code', language: 'unknown', text: 'count(boats)' },
          { recipient: 'python', metadata: gpt },
        ),
      ),
      node('o1', 'c1', chatGptMessage('o1', 'tool', { content_type: 'execution_output', text: '5' })),
      node(
        'a2',
        'o1',
        chatGptMessage('a2', 'assistant', 'Five boats \ue200cite\ue202turn0search0\ue201 are moored.', {
          metadata: {
            ...gpt,
            content_references: [
              {
                matched_text: '\ue200cite\ue202turn0search0\ue201',
                alt: '([Harbour](https://harbour.example))',
                type: 'grouped_webpages',
              },
            ],
          },
        }),
      ),
      node(
        'a2b',
        'a2',
        chatGptMessage('a2b', 'assistant', 'And a \ue200entity\ue202raft\ue201raft.', {
          metadata: gpt,
          time: 1_700_000_050,
        }),
      ),
      node('q2', 'a2b', chatGptMessage('q2', 'user', 'Thanks 🚣', { time: 1_700_000_060 })),
    ],
    'q2',
    { title: null, is_archived: true, is_starred: true },
  );
}
