/** The version of VS Code that tests and `npm start` run by default. */
export const current = '1.139.1';

/** The oldest version that package.json's `engines.vscode` admits. */
export const oldest = '1.103.2';

/** How a version of VS Code is put together from npm packages: its server, and the Node it is built for. */
export interface ServerPackages {
  readonly server: string;
  readonly node: string;
  readonly nodePackage: string;
}

/** The npm packages of a VS Code server; throws one sentence where there are none. */
export function packagesOf(
  version: string,
  platform: string = process.platform,
  arch: string = process.arch,
): ServerPackages {
  const minor = /^1\.(\d+)\.\d+$/.exec(version)?.[1];
  if (minor === undefined)
    throw new Error(`"${version}" is not a version of VS Code; write it as ${current}.`);
  if (!['linux', 'darwin'].includes(platform) || !['x64', 'arm64'].includes(arch)) {
    throw new Error(
      `VS Code can neither be downloaded nor put together from npm for ${platform} ${arch}; install desktop VS Code and put \`code\` on PATH.`,
    );
  }
  const nodePackage = `node-${platform}-${arch}`;
  return {
    server: `code-server@${version.replace(/^1\./, '4.')}`,
    // VS Code's server loads natives built for one major version of Node.
    node: `${nodePackage}@${Number(minor) >= 110 ? 24 : 22}`,
    nodePackage,
  };
}
