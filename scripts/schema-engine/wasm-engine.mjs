import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';
import { PgWithShadow } from './shadow-database.mjs';

const CHAR_OID = 18;
const TEXT_OID = 25;

/**
 * Opens Prisma's WebAssembly schema engine on a PostgreSQL database.
 * @param {{ url: string, datamodels: string[] }} request
 * @returns {Promise<Record<string, (params: object) => Promise<unknown>>>} the engine; its methods are the RPC's
 */
export async function openSchemaEngine({ url, datamodels }) {
  readInternalCharAsText();
  const bindings = await loadBindings();
  const { schema: _ignored, ...connection } = /** @type {any} */ (parseIntoClientConfig(url));
  const schema = new URL(url).searchParams.get('schema') ?? undefined;
  const adapter = bindMigrationAwareSqlAdapterFactory(new PgWithShadow(connection, { schema }));
  const files = datamodels.map((file) => [file, readFileSync(file, 'utf8')]);
  return bindings.SchemaEngine.new(
    { datamodels: files.length > 0 ? files : undefined },
    logWhenDebugging,
    adapter,
  );
}

/** Node cannot import `.wasm` as the package's own entry does, so the module is instantiated by hand. */
async function loadBindings() {
  const folder = path.dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  const bindings = await import(pathToFileURL(path.join(folder, 'schema_engine_bg.js')).href);
  const bytes = readFileSync(path.join(folder, 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(instance.exports);
  /** @type {any} */ (instance.exports).__wbindgen_start();
  return bindings;
}

/** The adapter has no mapping for PostgreSQL's internal "char" type, which the catalogue queries return. */
function readInternalCharAsText() {
  const prototype = /** @type {any} */ (pg).Result.prototype;
  const addFields = prototype.addFields;
  prototype.addFields = function addFieldsWithText(/** @type {{ dataTypeID: number }[]} */ fields) {
    for (const field of fields) if (field.dataTypeID === CHAR_OID) field.dataTypeID = TEXT_OID;
    return addFields.call(this, fields);
  };
}

/** @param {string} line */
function logWhenDebugging(line) {
  if (process.env.DEBUG) process.stderr.write(`${line}\n`);
}
