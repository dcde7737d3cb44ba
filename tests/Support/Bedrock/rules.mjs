// What AWS's documentation says of Converse beyond the shapes of its model: lengths, patterns, enumerations, and how messages follow each other;
// and what the makers of the models refuse, as Bedrock passes it on.
const NAME = /^[a-zA-Z0-9_-]{1,64}$/;
const ID = /^[a-zA-Z0-9_.:-]{1,64}$/;
const PROPERTY = /^[a-zA-Z0-9_.-]{1,64}$/;

/** Rules of single structures, with the SDK's own lists of values. */
export const rulesFor = (sdk, modelId) => function* (name, value, at) {
  const among = (member, values) => member in value && !Object.values(values).includes(value[member]);
  switch (name) {
    case 'Message':
      if (among('role', sdk.ConversationRole)) yield `${at}.role is ${value.role}`;
      if (value.content?.length === 0) yield `The content field in the Message object at ${at} is empty.`;
      break;
    case 'ContentBlock':
      if (typeof value.text === 'string' && value.text.trim() === '') yield `The text field in the ContentBlock object at ${at} is blank.`;
      break;
    case 'ToolResultContentBlock':
      if (typeof value.text === 'string' && value.text.trim() === '') yield `The text field at ${at} is blank.`;
      if ('json' in value && (typeof value.json !== 'object' || value.json === null || Array.isArray(value.json))) yield `The format of the value at ${at}.json is invalid. Provide a json object for the field.`;
      if ('image' in value && modelId.includes('nova-micro')) yield `This model doesn't support images (${at}).`;
      break;
    case 'SystemContentBlock':
      if (typeof value.text === 'string' && value.text.length === 0) yield `${at}.text is empty`;
      break;
    case 'CachePointBlock':
      if (among('type', sdk.CachePointType)) yield `${at}.type is ${value.type}`;
      break;
    case 'ImageBlock':
      if (among('format', sdk.ImageFormat)) yield `${at}.format is ${value.format}`;
      break;
    case 'ToolResultBlock':
      if (among('status', sdk.ToolResultStatus)) yield `${at}.status is ${value.status}`;
      if (!ID.test(value.toolUseId)) yield `${at}.toolUseId does not fit: ${value.toolUseId}`;
      break;
    case 'ToolUseBlock':
      if (!ID.test(value.toolUseId)) yield `${at}.toolUseId does not fit: ${value.toolUseId}`;
      if (!NAME.test(value.name)) yield `${at}.name does not fit: ${value.name}`;
      if (typeof value.input !== 'object' || value.input === null || Array.isArray(value.input)) yield `${at}.input is no object`;
      break;
    case 'InferenceConfiguration':
      if ('maxTokens' in value && (!Number.isInteger(value.maxTokens) || value.maxTokens < 1)) yield `${at}.maxTokens is ${value.maxTokens}`;
      if ('temperature' in value && (value.temperature < 0 || value.temperature > 1)) yield `${at}.temperature is ${value.temperature}`;
      if ('temperature' in value && /claude-(opus-(4-[78]|5)|sonnet-5)/.test(modelId)) yield 'The model returned the following errors: `temperature` is deprecated for this model.';
      break;
    case 'ToolConfiguration':
      if (value.tools?.length === 0) yield `${at}.tools is empty`;
      yield* tools(value.tools ?? [], at, modelId);
      break;
    case 'ToolSpecification':
      if (!NAME.test(value.name)) yield `${at}.name does not fit: ${value.name}`;
      if (value.description === '') yield `${at}.description is empty`;
      yield* inputSchema(value.inputSchema?.json, `${at}.inputSchema.json`, modelId);
      break;
  }
};

function* tools(entries, at, modelId) {
  const names = entries.map(entry => entry.toolSpec?.name).filter(Boolean);
  for (const name of names.filter((name, i) => names.indexOf(name) < i)) yield `The toolConfig field at ${at} has the tool ${name} twice.`;
  if (modelId.includes('amazon.nova') && entries.some(entry => entry.cachePoint)) yield `${at}: this model takes no cache points among its tools.`;
}

function* inputSchema(schema, at, modelId) {
  if (typeof schema !== 'object' || schema === null) {
    yield `The format of the value at ${at} is invalid. Provide a json object for the field.`;
    return;
  }

  if (schema.type !== 'object') yield `The value at ${at}.type must be one of the following: object.`;
  if (modelId.includes('anthropic.')) {
    if (['oneOf', 'allOf', 'anyOf'].some(keyword => keyword in schema)) yield 'input_schema does not support oneOf, allOf, or anyOf at the top level';
    for (const key of Object.keys(schema.properties ?? {}).filter(key => !PROPERTY.test(key))) yield `${at}.properties: Property keys should match pattern '^[a-zA-Z0-9_.-]{1,64}$': ${key}`;
  } else if (modelId.includes('amazon.nova')) {
    for (const keyword of Object.keys(schema).filter(keyword => !['type', 'properties', 'required'].includes(keyword))) yield `${at}.${keyword}: this model takes type, properties and required at the top level.`;
  }

  if (JSON.stringify(schema).includes('"$ref"')) yield `${at} has a $ref that leads nowhere.`;
}

/** How the messages of a conversation follow each other. */
export function* conversation(request) {
  let open = [];
  const messages = request.messages ?? [];
  for (const [i, message] of messages.entries()) {
    const content = message.content ?? [];
    if (message.role !== (i % 2 === 0 ? 'user' : 'assistant')) yield `messages.${i}: roles must alternate, beginning with the user's.`;
    const results = content.map(block => block.toolResult?.toolUseId).filter(Boolean);
    if (open.some(id => !results.includes(id))) yield `messages.${i}: Expected toolResult blocks for the following Ids: ${open}`;
    if (results.some(id => !open.includes(id)) || new Set(results).size !== results.length) yield `messages.${i}: toolResult blocks for what is no toolUse of the message before: ${results}`;
    open = content.map(block => block.toolUse?.toolUseId).filter(Boolean);
    if (new Set(open).size !== open.length) yield `messages.${i}: a toolUseId comes twice.`;
    const kinds = content.map(block => Object.keys(block)[0]);
    if (kinds.indexOf('toolResult') > 0) yield `messages.${i}: the results of tools come first.`;
    if (kinds.at(-1) === 'reasoningContent') yield `messages.${i}: the last block may not be a thought.`;
  }

  if (messages.at(-1)?.role !== 'user') yield 'A conversation must end with a user message.';
  const usesTools = messages.some(message => message.content?.some(block => block.toolUse || block.toolResult));
  if (usesTools && !request.toolConfig) yield 'The toolConfig field must be defined when using toolUse and toolResult content blocks.';
  const caches = JSON.stringify(request).match(/"cachePoint"/g)?.length ?? 0;
  if (caches > 4) yield `There are ${caches} cache points, and there may be four.`;
}
