// npm start [-- DIR]: VS Code with Baton, on a sample repository or on DIR. See boot.ts.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Baton needs Node 20.19 or newer; this is Node ${process.versions.node}. Install a newer one.`,
  );
  process.exit(2);
}

// Imported only now: an older Node would stumble over it with less clear words.
import('./boot')
  .then(({ boot }) => boot(process.argv.slice(2)))
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
