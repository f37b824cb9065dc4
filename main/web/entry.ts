/* The database's native code segfaults on an older Node, so the version is looked at before anything else is imported. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(
    `Counterweight needs Node 22.12 or newer, and this is ${process.versions.node}. Start it with: npm start\n`,
  );
  process.exit(1);
}

const { runWebHost } = await import('./run-web-host.ts');
process.exitCode = await runWebHost(process.argv.slice(2));

export {};
