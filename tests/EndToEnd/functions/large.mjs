// Streams as many bytes as it is asked for.

export const handler = globalThis.awslambda.streamifyResponse(async ({ bytes }, stream) => {
  stream.setContentType("text/plain");
  for (let left = bytes; left > 0; left -= 65_536) {
    if (!stream.write("x".repeat(Math.min(left, 65_536)))) await new Promise((resolve) => stream.once("drain", resolve));
  }
  stream.end();
});
