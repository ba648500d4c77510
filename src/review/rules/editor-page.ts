import { html, raw } from 'hono/html';
import { type Html, shown } from '../html.ts';
import type { Conflict, Trial } from './bench.ts';
import type { EditForm } from './editor.ts';
import { conflictHtml } from './notices.ts';
import { rulesHead } from './page.ts';
import { trialHtml } from './trial-html.ts';

export interface EditorParts {
  form: EditForm;
  /** The file that it goes into. */
  file: string;
  kinds: readonly EditForm['kind'][];
  /** The stored runs that it can be previewed on, latest first. */
  weeks: readonly { value: string; name: string }[];
  trial?: Trial | undefined;
  conflict?: Conflict | undefined;
  /** CSRF token, and the mark of the file. */
  tools: Html;
}

const wayNames: Record<EditForm['way'], string> = {
  words: 'has the words, anywhere',
  starts: 'starts with the words',
  exact: 'is, as a whole name',
  pattern: 'matches the pattern (RE2)',
};

/** The form for a rule beside the preview of what it would change. */
export function editorBody(parts: EditorParts): Html {
  const { form, file, trial, conflict, tools } = parts;
  const isNew = form.id === '';
  return html`${rulesHead(isNew ? 'New rule' : `Rule ${form.id}`)}
${conflict ? conflictHtml(conflict) : ''}
<div class="columns even"><form class="card editor" method="post" action="/rules/save" data-preview="/rules/preview">${tools}
${isNew ? newFields(parts) : textField(form)}
<p class="small">In ${shown(file, 160)}${isNew ? ', which is read before the shipped rules' : '; everything else in the file stays as it is'}.</p>
${weekField(parts)}
<p class="acts"><button class="yes" name="act" value="save">Save</button> <button formaction="/rules/preview">Preview</button> <a class="button" href="${isNew ? '/rules' : `/rules?q=${encodeURIComponent(form.id)}`}">Cancel</a>
${isNew ? '' : removeButton(form, trial)}</p></form>
<section class="card" aria-label="Preview" aria-live="polite"><h2>${form.act === 'remove' ? 'What changes without it' : 'What it would change'}</h2><div id="preview">${trial ? trialHtml(trial) : html`<p class="small">${isNew ? 'Write what it shall look for' : 'Change the rule'}: here will be whom it would remove and restore in a stored week, before it is saved.</p>`}</div></section></div>`;
}

/** First it is shown what would change, then it is done. */
const removeButton = ({ act }: EditForm, trial: Trial | undefined): Html =>
  act === 'remove' && trial?.edit && trial.broken.length === 0
    ? html`<button class="no" name="act" value="remove">Remove it</button>`
    : html`<button class="no" name="act" value="remove" formaction="/rules/preview">Remove …</button>`;

const textField = ({ id, yaml }: EditForm): Html =>
  html`<input type="hidden" name="id" value="${id}"><label class="field"><span>The rule, as its file has it</span>
<textarea name="yaml" rows="${Math.min(30, Math.max(10, yaml.split('\n').length + 2))}" spellcheck="false" autocapitalize="off" class="code">${yaml}</textarea></label>`;

function newFields({ form, kinds }: EditorParts): Html {
  const option = (value: string, chosen: string, name = value) =>
    html`<option value="${value}"${value === chosen ? raw(' selected') : ''}>${name}</option>`;
  const area = (name: 'matches' | 'spares', label: string) =>
    html`<label class="field"><span>${label}, one a line</span><textarea name="${name}" rows="2" spellcheck="false">${form[name].join('\n')}</textarea></label>`;
  return html`<div class="pair"><label class="field"><span>What to do</span><select name="kind">${kinds.map((kind) => option(kind, form.kind))}</select></label>
<label class="field"><span>with a name that</span><select name="way">${Object.entries(wayNames).map(([way, name]) => option(way, form.way, name))}</select></label></div>
<label class="field"><span>what it looks for</span><input name="text" value="${form.text}" maxlength="2000" required autocomplete="off" spellcheck="false"></label>
<label class="field"><span>why</span><input name="why" value="${form.why}" maxlength="600" placeholder="for whoever reads it in a year"></label>
${area('matches', 'Names that it must match')}${area('spares', 'Names that it must spare')}
<label class="field"><span>id (made from the text where empty)</span><input name="name" value="${form.name}" maxlength="80" autocomplete="off" spellcheck="false"></label>`;
}

const weekField = ({ form, weeks }: EditorParts): Html | '' =>
  weeks.length === 0
    ? ''
    : html`<label class="field"><span>Preview on</span><select name="week">${weeks.map(
        ({ value, name }) =>
          html`<option value="${value}"${value === form.week ? raw(' selected') : ''}>${name}</option>`,
      )}</select></label>`;
