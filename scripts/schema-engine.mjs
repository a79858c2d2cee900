#!/usr/bin/env node
// Stands in for Prisma's native schema engine (a download) with the same command line and the same JSON-RPC
// over standard input and output, on the WebAssembly engine and the pg driver from npm.
import { parseArguments } from './schema-engine/arguments.mjs';
import { runDatabaseCommand } from './schema-engine/database-commands.mjs';
import { serveJsonRpc } from './schema-engine/json-rpc.mjs';
import { openSchemaEngine } from './schema-engine/wasm-engine.mjs';

const request = parseArguments(process.argv.slice(2), process.env.DATABASE_URL);

if (request.wantsVersion) {
  console.log('schema-engine-cli (WebAssembly)');
} else if (request.databaseCommand) {
  process.exitCode = await runDatabaseCommand(request.databaseCommand, request.url);
} else {
  await serveJsonRpc(process.stdin, process.stdout, () => openSchemaEngine(request));
}
