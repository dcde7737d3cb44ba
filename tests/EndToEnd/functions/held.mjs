// Answers when the test lets it: once the folder that it is told has a file "now", or is gone. Until then a file there says that the call has come.
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

export const handler = async ({ folder, call }) => {
  writeFileSync(join(folder, `held-${call}`), "");
  while (existsSync(folder) && !existsSync(join(folder, "now"))) await delay(20);
  return { call };
};
