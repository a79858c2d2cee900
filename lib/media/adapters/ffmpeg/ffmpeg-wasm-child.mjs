// Runs as a process of its own: ffmpeg compiled to WebAssembly holds its thread until it is done and can only be
// ended from outside. Arguments: the input file, then those of ffmpeg, in which the input is called /input. Outputs
// are written into the folder where the process was started.
import { closeSync, fstatSync, openSync, readFileSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';

const [input, ...args] = process.argv.slice(2);
const require = createRequire(import.meta.url);

// The package is made for a worker of the browser, and looks around for one.
globalThis.self = globalThis;
globalThis.WorkerGlobalScope = function WorkerGlobalScope() {};
globalThis.importScripts = () => {};
globalThis.location ??= { href: 'file:///' };

const { default: createCore } = await import('@ffmpeg/core');
const wasmBinary = readFileSync(require.resolve('@ffmpeg/core/wasm'));
const core = await createCore({ wasmBinary });
core.setLogger(({ type, message }) => {
  writeAll(type === 'stdout' ? 1 : 2, Buffer.from(`${message}\n`));
});

// The input is read where it lies, piece by piece: it may be larger than what WebAssembly can hold.
const source = openSync(input, 'r');
core.FS.writeFile('/input', '');
const { node } = core.FS.lookupPath('/input');
const { size } = fstatSync(source);
const { getattr } = node.node_ops;
node.node_ops = { ...node.node_ops, getattr: (asked) => ({ ...getattr(asked), size }) };
node.stream_ops = {
  ...node.stream_ops,
  read: (_stream, buffer, offset, length, position) => readSync(source, buffer, offset, length, position),
  llseek: (stream, offset, whence) => offset + [0, stream.position, size][whence],
  mmap: undefined,
};
core.FS.mkdir('/outputs');
core.FS.chdir('/outputs');
const code = core.exec(...args);
closeSync(source);
if (code === 0) {
  for (const name of core.FS.readdir('/outputs').filter((entry) => !/^\.+$/.test(entry)))
    writeFileSync(name, core.FS.readFile(`/outputs/${name}`));
}
process.exit(code === 0 ? 0 : 1);

function writeAll(descriptor, bytes) {
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}
