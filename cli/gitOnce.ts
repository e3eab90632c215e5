// Git asked once for each repository, for commands that look at many projects of one.
import { findRepository } from '../engine/pipeline/findProjectRoot.ts';
import type { Files, Git } from '../engine/ports.ts';

/** Answers as `git` does; lists of tracked files are those of the repository, cut to the folder that is asked for. */
export function gitOnce(git: Git, files: Files): Git {
  const lists = new Map<string, Promise<readonly string[] | null>>();
  return {
    ...git,
    async tracked(root) {
      // A repository that the environment names lies anywhere.
      if (process.env.GIT_DIR !== undefined) return git.tracked(root);
      const top = await findRepository(files, root);
      if (top === null) return null;
      const list = lists.get(top) ?? git.tracked(top);
      lists.set(top, list);
      const all = await list;
      if (all === null || top === root) return all;
      const start = `${root.slice(top.length).replaceAll('\\', '/').replace(/^\//, '')}/`;
      return all.filter(path => path.startsWith(start)).map(path => path.slice(start.length));
    },
  };
}
