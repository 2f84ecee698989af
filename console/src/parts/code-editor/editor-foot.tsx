import classes from './code-editor.module.css';
import type { PlacedProblem } from './editor-surface.tsx';
import { ProblemList } from './problem-list.tsx';

interface EditorFootProps {
  id: string;
  problems: readonly PlacedProblem[];
  onShow: (problem: PlacedProblem) => void;
  tabIndents: boolean;
}

/** What stands below an editor: what is wrong with its text, and how the keyboard leaves it. */
export function EditorFoot({ id, problems, onShow, tabIndents }: EditorFootProps) {
  return (
    <div className={classes.footer}>
      <div id={`${id}-problems`}>
        <ProblemList problems={problems} onShow={onShow} />
      </div>
      <span id={`${id}-hint`} className={classes.hint}>
        {tabIndents ? 'Tab indents. Ctrl-M: Tab leaves the editor.' : 'Tab leaves the editor. Ctrl-M: Tab indents.'}
      </span>
    </div>
  );
}
