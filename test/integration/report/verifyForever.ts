// Verifies a command that never ends, until it is killed: what the test of that starts.
import { createFiles } from '../../../src/adapters/files';
import { createGit } from '../../../src/adapters/git';
import { createScratches } from '../../../src/adapters/git/scratch';
import { verifyReproduction } from '../../../src/usecases/report/verifyReproduction';

async function main([root = '', mark = '']: readonly string[]): Promise<void> {
  const repository = await createGit().open(root);
  if (!repository) throw new Error(`no repository in ${root}`);
  await verifyReproduction(
    {
      repository,
      fingerprint: 'v3:0000000000000000',
      command: `node -e "setInterval(()=>{},1e3)" ${mark}`,
      directory: '',
      folder: '',
      setUp: null,
      copies: [],
      runs: 1,
      limit: 600_000,
      suspect: null,
      progress: (step) => console.log(step),
    },
    { files: createFiles(), scratches: createScratches() },
  );
}

void main(process.argv.slice(2));
