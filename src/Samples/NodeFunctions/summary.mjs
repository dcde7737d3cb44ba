// Writes a text's first sentences one after another, as a model would: a function that streams its answer and knows nothing of MCP.

const MAX_CHARACTERS = 1_000_000;
const MAX_SENTENCES = 20;

export const handler = globalThis.awslambda.streamifyResponse(async (event, stream) => {
  stream.setContentType("text/plain");
  for (const sentence of read(event)) {
    stream.write(sentence);
    // Lets each sentence go on its way before the next one is ready.
    await new Promise(setImmediate);
  }
  stream.end();
});

function read(event) {
  const { text, sentences = 3 } = event ?? {};
  if (typeof text !== "string") throw new TypeError('"text" must be a string.');
  if (text.length > MAX_CHARACTERS) throw new RangeError(`"text" must not exceed ${MAX_CHARACTERS} characters.`);
  if (!Number.isInteger(sentences) || sentences < 1 || sentences > MAX_SENTENCES) {
    throw new RangeError(`"sentences" must be an integer from 1 to ${MAX_SENTENCES}.`);
  }
  return [...new Intl.Segmenter("en", { granularity: "sentence" }).segment(text)].slice(0, sentences).map(({ segment }) => segment);
}
