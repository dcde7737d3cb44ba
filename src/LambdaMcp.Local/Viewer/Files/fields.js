// Fields for a JSON schema of an object: one for each property, and JSON for what no field is made for.
import { h } from './dom.js';

let made = 0;

/** The fields' elements, and what reads them: the arguments, or null when a field cannot be read. */
export function makeFields(schema) {
  const required = new Set(schema.required ?? []);
  const fields = Object.entries(schema.properties ?? {}).map(([name, property]) => field(name, typeof property === 'object' ? property : {}, required.has(name)));
  if (fields.length === 0 && schema.additionalProperties !== false) fields.push(whole());
  return {
    elements: fields.length > 0 ? fields.map(each => each.element) : [h('p', { className: 'quiet' }, 'It takes no arguments.')],
    read() {
      const values = {};
      let readable = true;
      for (const each of fields) readable = each.read(values) && readable;
      return readable ? values : null;
    },
  };
}

function typeOf(property) {
  const types = [property.type ?? (property.anyOf ?? property.oneOf ?? []).map(option => option.type)].flat().filter(type => type && type !== 'null');
  return types.length === 1 ? types[0] : undefined;
}

function field(name, property, required) {
  const type = typeOf(property);
  const start = property.default;
  if (Array.isArray(property.enum)) return choice(name, property, required, property.enum.map(value => [typeof value === 'string' ? value : JSON.stringify(value), value]), start);
  if (type === 'boolean') return choice(name, property, required, [['true', true], ['false', false]], start);
  if (type === 'number' || type === 'integer') {
    const input = h('input', { type: 'number', step: type === 'integer' ? '1' : 'any', value: start ?? '' });
    return wrap(name, property, required, input, () => input.value === '' && !input.validity.badInput ? undefined : readNumber(input));
  }
  if (type === 'string') {
    const input = h('input', { type: 'text', value: start ?? '', autocomplete: 'off', spellcheck: false });
    return wrap(name, property, required, input, () => input.value === '' && !required ? undefined : input.value);
  }
  const input = h('textarea', { rows: 3, value: start === undefined ? '' : JSON.stringify(start), spellcheck: false, placeholder: type === 'array' ? '[…]' : type === 'object' ? '{…}' : 'JSON' });
  return wrap(name, property, required, input, () => input.value.trim() === '' ? undefined : JSON.parse(input.value));
}

function readNumber(input) {
  if (input.validity.badInput || Number.isNaN(input.valueAsNumber)) throw new Error('not a number');
  return input.valueAsNumber;
}

function choice(name, property, required, options, start) {
  const select = h('select', {}, required && start !== undefined ? null : h('option', { value: '' }, '—'),
    options.map(([label, value], index) => h('option', { value: String(index), selected: value === start }, label)));
  return wrap(name, property, required, select, () => select.value === '' ? undefined : options[Number(select.value)][1]);
}

/** For a schema that names no properties: the arguments as JSON. */
function whole() {
  const input = h('textarea', { rows: 4, value: '{}', spellcheck: false });
  const made = wrap('arguments (JSON)', {}, false, input, () => JSON.parse(input.value || '{}'));
  return { element: made.element, read: values => {
    const found = {};
    if (!made.read(found)) return false;
    Object.assign(values, found['arguments (JSON)']);
    return true;
  } };
}

function wrap(name, property, required, input, value) {
  const id = `field-${++made}`;
  const help = h('small', { id: `${id}-help` }, [property.title, property.description].filter(Boolean).join(' '));
  const wrong = h('small', { id: `${id}-error`, className: 'error-text' });
  input.id = id;
  input.setAttribute('aria-describedby', `${id}-help ${id}-error`);
  if (required) input.setAttribute('aria-required', 'true');
  const element = h('p', { className: 'field' }, h('label', { htmlFor: id }, name, required ? h('span', { 'aria-hidden': 'true' }, ' *') : null), input, help, wrong);
  return {
    element,
    read(values) {
      wrong.textContent = '';
      input.removeAttribute('aria-invalid');
      try {
        const found = value();
        if (found !== undefined) Object.defineProperty(values, name, { value: found, enumerable: true });
        else if (required) throw new Error('a value is needed');
        return true;
      } catch (error) {
        wrong.textContent = error.message;
        input.setAttribute('aria-invalid', 'true');
        return false;
      }
    },
  };
}
