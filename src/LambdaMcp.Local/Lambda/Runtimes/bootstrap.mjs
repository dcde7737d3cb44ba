// Runs a Node handler against the Runtime API: the part that Lambda's own nodejs runtimes play in the cloud.
import http from "node:http";
import path from "node:path";
import { existsSync } from "node:fs";
import { Writable } from "node:stream";
import { pathToFileURL } from "node:url";
import { formatWithOptions } from "node:util";

const [apiHost, apiPort] = process.env.AWS_LAMBDA_RUNTIME_API.split(":");
const agent = new http.Agent({ keepAlive: true, maxSockets: 2 });
const streaming = Symbol.for("aws.lambda.runtime.handler.streaming");
const integrationResponse = "application/vnd.awslambda.http-integration-response";
let currentRequestId;

globalThis.awslambda = {
  streamifyResponse(handler) {
    handler[streaming] = true;
    return handler;
  },
  HttpResponseStream: {
    from(stream, prelude) {
      stream.setContentType(integrationResponse);
      stream.writePrelude(JSON.stringify(prelude));
      return stream;
    },
  },
};

for (const [method, level] of [["log", "INFO"], ["info", "INFO"], ["debug", "DEBUG"], ["warn", "WARN"], ["error", "ERROR"], ["trace", "TRACE"]]) {
  console[method] = (...values) => {
    const text = formatWithOptions({}, ...values);
    process.stdout.write(`${new Date().toISOString()}\t${currentRequestId ?? "undefined"}\t${level}\t${text}\n`);
  };
}

function gone(error) {
  process.stderr.write(`The Runtime API is gone: ${error.stack}\n`);
  // Without its Runtime API the process has nothing to live for; the service that started it may have been killed.
  process.exit(1);
}

function call(method, url, headers, body) {
  return new Promise((resolve) => {
    const request = http.request({ host: apiHost, port: apiPort, agent, method, path: `/2018-06-01/runtime/${url}`, headers }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => resolve({ headers: response.headers, body: Buffer.concat(chunks) }));
      response.on("error", gone);
    });
    request.on("error", gone);
    request.end(body);
  });
}

function errorDocument(error) {
  if (error instanceof Error || typeof error?.stack === "string") {
    return { errorType: error.name ?? "Error", errorMessage: error.message ?? "", trace: (error.stack ?? "").split("\n") };
  }
  return { errorType: typeof error, errorMessage: String(error), trace: [] };
}

function failure(name, message) {
  const error = new Error(message);
  error.name = name;
  return error;
}

function report(url, error) {
  const document = errorDocument(error);
  const body = Buffer.from(JSON.stringify(document));
  return call("POST", url, {
    "Content-Type": "application/json",
    "Content-Length": body.length,
    "Lambda-Runtime-Function-Error-Type": document.errorType,
  }, body);
}

async function loadHandler() {
  const name = process.env._HANDLER;
  const slash = name.lastIndexOf("/") + 1;
  const dot = name.indexOf(".", slash);
  if (dot < 0) throw failure("Runtime.MalformedHandlerName", `Bad handler: ${name} is not of the form file.export`);
  const base = path.resolve(process.env.LAMBDA_TASK_ROOT, name.slice(0, dot));
  const file = [".js", ".mjs", ".cjs"].map((extension) => base + extension).find(existsSync);
  if (!file) throw failure("Runtime.ImportModuleError", `Error: Cannot find module '${name.slice(0, dot)}'`);
  let module;
  try {
    module = await import(pathToFileURL(file).href);
  } catch (error) {
    if (error instanceof SyntaxError) throw Object.assign(error, { name: "Runtime.UserCodeSyntaxError", message: `SyntaxError: ${error.message}` });
    if (error?.code === "ERR_MODULE_NOT_FOUND" || error?.code === "MODULE_NOT_FOUND") throw Object.assign(error, { name: "Runtime.ImportModuleError", message: `Error: ${error.message}` });
    throw error;
  }
  const keys = name.slice(dot + 1).split(".");
  const find = (from) => keys.reduce((value, key) => value?.[key], from);
  const handler = find(module) ?? find(module.default);
  if (typeof handler !== "function") throw failure("Runtime.HandlerNotFound", `${name} is undefined or not exported`);
  return handler;
}

class ResponseStream extends Writable {
  #requestId;
  #contentType = "application/octet-stream";
  #prelude;
  #request;
  answered;

  constructor(requestId) {
    super({ highWaterMark: 64 * 1024 });
    this.#requestId = requestId;
  }

  get begun() {
    return this.#request !== undefined;
  }

  setContentType(type) {
    this.#contentType = type;
  }

  writePrelude(json) {
    this.#prelude = Buffer.concat([Buffer.from(json), Buffer.alloc(8)]);
  }

  #begin() {
    if (this.begun) return;
    let done;
    this.answered = new Promise((resolve) => { done = resolve; });
    this.#request = http.request({
      host: apiHost, port: apiPort, agent, method: "POST",
      path: `/2018-06-01/runtime/invocation/${this.#requestId}/response`,
      headers: {
        "Content-Type": this.#contentType,
        "Transfer-Encoding": "chunked",
        "Lambda-Runtime-Function-Response-Mode": "streaming",
        Trailer: "Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body",
      },
    }, (response) => {
      response.resume();
      response.on("end", done);
      response.on("error", gone);
    });
    this.#request.on("error", gone);
    this.#request.flushHeaders();
    if (this.#prelude) this.#request.write(this.#prelude);
  }

  _write(chunk, encoding, callback) {
    this.#begin();
    this.#request.write(chunk, encoding, callback);
  }

  _final(callback) {
    this.#begin();
    this.#request.end(callback);
  }

  fail(error) {
    const document = errorDocument(error);
    this.#request.addTrailers({
      "Lambda-Runtime-Function-Error-Type": document.errorType,
      "Lambda-Runtime-Function-Error-Body": Buffer.from(JSON.stringify(document)).toString("base64"),
    });
    this.#request.end();
  }
}

function makeContext(headers) {
  const deadline = Number(headers["lambda-runtime-deadline-ms"]);
  const clientContext = headers["lambda-runtime-client-context"];
  return {
    awsRequestId: headers["lambda-runtime-aws-request-id"],
    callbackWaitsForEmptyEventLoop: true,
    clientContext: clientContext ? JSON.parse(clientContext) : undefined,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    identity: undefined,
    invokedFunctionArn: headers["lambda-runtime-invoked-function-arn"],
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

function runBuffered(handler, event, context) {
  return new Promise((resolve, reject) => {
    const callback = (error, result) => (error === null || error === undefined ? resolve(result) : reject(error));
    context.done = callback;
    context.succeed = resolve;
    context.fail = reject;
    const returned = handler(event, context, callback);
    if (typeof returned?.then === "function") returned.then(resolve, reject);
    // A handler that takes a callback and returns nothing answers through it.
    else if (returned !== undefined || handler.length < 3) resolve(returned);
  });
}

async function answer(handler, event, context) {
  const url = `invocation/${context.awsRequestId}`;
  if (!handler[streaming]) {
    const result = await runBuffered(handler, event, context);
    const body = Buffer.from(JSON.stringify(result === undefined ? null : result));
    await call("POST", `${url}/response`, { "Content-Type": "application/json", "Content-Length": body.length }, body);
    return;
  }
  const stream = new ResponseStream(context.awsRequestId);
  // What goes wrong in the stream also rejects the handler or ends the process; it must not do so twice.
  stream.on("error", () => {});
  try {
    await handler(event, stream, context);
    if (!stream.writableEnded) stream.end();
  } catch (error) {
    if (!stream.begun) throw error;
    console.error("Invoke Error", JSON.stringify(errorDocument(error)));
    stream.fail(error);
  }
  if (!stream.begun) await new Promise((resolve) => stream.on("finish", resolve));
  await stream.answered;
}

async function crash(name, error) {
  console.error(name, JSON.stringify(errorDocument(error)));
  const wrapped = name === "Uncaught Exception" ? error : failure("Runtime.UnhandledPromiseRejection", String(error?.stack ? `${error.name}: ${error.message}` : error));
  await report(currentRequestId ? `invocation/${currentRequestId}/error` : "init/error", wrapped);
  process.exit(129);
}
process.on("uncaughtException", (error) => crash("Uncaught Exception", error));
process.on("unhandledRejection", (error) => crash("Unhandled Promise Rejection", error));

let handler;
try {
  handler = await loadHandler();
} catch (error) {
  console.error("Uncaught Exception", JSON.stringify(errorDocument(error)));
  await report("init/error", error);
  process.exit(1);
}
for (;;) {
  const { headers, body } = await call("GET", "invocation/next");
  const context = makeContext(headers);
  currentRequestId = context.awsRequestId;
  process.env._X_AMZN_TRACE_ID = headers["lambda-runtime-trace-id"];
  try {
    await answer(handler, JSON.parse(body.toString()), context);
  } catch (error) {
    console.error("Invoke Error", JSON.stringify(errorDocument(error)));
    await report(`invocation/${context.awsRequestId}/error`, error);
  }
}
