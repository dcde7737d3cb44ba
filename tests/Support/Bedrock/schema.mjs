// Holds a value against a schema of AWS's JavaScript SDK: the very one by which that SDK writes and reads its messages.
const STRUCTURE = 3, UNION = 4, LIST = 1, MAP = 2, SIMPLE = 0;
const STRING = 0, NUMBER = 1, BOOLEAN = 2, DOCUMENT = 15, BLOB = 21, LIST_OF = 64, MAP_OF = 128;

// A schema may come as a function, or together with the traits of the member that has it.
const resolve = schema => {
  if (typeof schema === 'function') return resolve(schema());
  if (Array.isArray(schema) && (schema.length === 2 && typeof schema[0] !== 'string') && (typeof schema[0] === 'function' || typeof schema[1] !== 'string')) return resolve(schema[0]);
  return schema;
};

const kindOf = value => value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
const isBase64 = text => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);

/** What is wrong with a value, as lines of text; rules(name, value, at) may say more of each structure and union. */
export function* check(schemaOrReference, value, at, rules) {
  const schema = resolve(schemaOrReference);
  if (typeof schema === 'number') {
    yield* checkSimple(schema, value, at, rules);
    return;
  }

  const [kind, , name] = schema;
  if (kind === SIMPLE) {
    yield* check(schema[4], value, at, rules);
  } else if (kind === LIST) {
    if (!Array.isArray(value)) yield `${at} is ${kindOf(value)}, not an array (${name})`;
    else for (const [i, item] of value.entries()) yield* check(schema[4], item, `${at}.${i}`, rules);
  } else if (kind === MAP) {
    if (kindOf(value) !== 'object') yield `${at} is ${kindOf(value)}, not an object (${name})`;
    else for (const [key, item] of Object.entries(value)) yield* check(schema[5], item, `${at}.${key}`, rules);
  } else if (kind === STRUCTURE || kind === UNION) {
    yield* checkMembers(schema, value, at, rules);
  } else {
    throw new Error(`The schema ${JSON.stringify(schema)} is of no kind that is known here.`);
  }
}

function* checkMembers([kind, , name, , members, schemas, required = 0], value, at, rules) {
  if (kindOf(value) !== 'object') {
    yield `${at} is ${kindOf(value)}, not an object (${name})`;
    return;
  }

  for (const member of members.slice(0, kind === UNION ? 0 : required)) {
    if (!(member in value)) yield `${at}.${member} is missing (${name})`;
  }
  const given = Object.keys(value);
  if (kind === UNION && given.length !== 1) yield `${at} has ${given.length} members, and a union has one (${name}): ${given}`;
  for (const member of given) {
    const index = members.indexOf(member);
    if (index < 0) yield `${at}.${member} is no member of ${name}`;
    else yield* check(schemas[index], value[member], `${at}.${member}`, rules);
  }
  yield* rules(name, value, at);
}

function* checkSimple(code, value, at, rules) {
  if (code >= MAP_OF) {
    if (kindOf(value) !== 'object') yield `${at} is ${kindOf(value)}, not an object`;
    else for (const [key, item] of Object.entries(value)) yield* check(code - MAP_OF, item, `${at}.${key}`, rules);
  } else if (code >= LIST_OF) {
    if (!Array.isArray(value)) yield `${at} is ${kindOf(value)}, not an array`;
    else for (const [i, item] of value.entries()) yield* check(code - LIST_OF, item, `${at}.${i}`, rules);
  } else if (code === STRING) {
    if (typeof value !== 'string') yield `${at} is ${kindOf(value)}, not a string`;
  } else if (code === NUMBER) {
    if (typeof value !== 'number') yield `${at} is ${kindOf(value)}, not a number`;
  } else if (code === BOOLEAN) {
    if (typeof value !== 'boolean') yield `${at} is ${kindOf(value)}, not a boolean`;
  } else if (code === BLOB) {
    if (typeof value !== 'string' || !isBase64(value)) yield `${at} is not Base64`;
  } else if (code !== DOCUMENT) {
    throw new Error(`The schema ${code} at ${at} is of no kind that is known here.`);
  }
}
