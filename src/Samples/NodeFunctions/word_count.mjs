// Counts the words, sentences and characters of a text: a plain Lambda function that knows nothing of MCP.

const MAX_CHARACTERS = 1_000_000;

export const handler = async (event) => {
  const { text, top } = read(event);
  const words = segments(text, "word")
    .filter((segment) => segment.isWordLike)
    .map((segment) => segment.segment.toLowerCase());
  return {
    words: words.length,
    characters: [...text].length,
    sentences: segments(text, "sentence").filter((segment) => segment.segment.trim() !== "").length,
    mostFrequent: mostFrequent(words, top),
  };
};

function read(event) {
  const { text, top = 5 } = event ?? {};
  if (typeof text !== "string") throw new TypeError('"text" must be a string.');
  if (text.length > MAX_CHARACTERS) throw new RangeError(`"text" must not exceed ${MAX_CHARACTERS} characters.`);
  if (!Number.isInteger(top) || top < 0 || top > 100) throw new RangeError('"top" must be an integer from 0 to 100.');
  return { text, top };
}

function segments(text, granularity) {
  return [...new Intl.Segmenter("en", { granularity }).segment(text)];
}

function mostFrequent(words, top) {
  const counts = new Map();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, top)
    .map(([word, count]) => ({ word, count }));
}
