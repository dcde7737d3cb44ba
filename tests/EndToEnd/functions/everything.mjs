// A stdio server as a Lambda function, made with the library that its users make such functions with. The server and the library come
// from the folder of npm packages that the tests are given.
import path from "node:path";
import { pathToFileURL } from "node:url";

const modules = process.env.NODE_MODULES;
const library = path.join(modules, "@aws", "run-mcp-servers-with-aws-lambda", "dist", "index.js");
const server = path.join(modules, "@modelcontextprotocol", "server-everything", "dist", "index.js");
const { stdioServerAdapter } = await import(pathToFileURL(library));

export const handler = (event, context) => stdioServerAdapter({ command: process.execPath, args: [server, "stdio"] }, event, context);
