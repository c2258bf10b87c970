// npm run package: builds, makes out/baton.vsix, and refuses one that holds anything but what runs.
import { makePackage } from './vsix';

makePackage().then(
  ({ file, bytes, entries }) =>
    console.log(`${file}: ${entries.length} files, ${Math.round(bytes / 1024)} kB`),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
