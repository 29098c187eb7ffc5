/** Colours are the page's own, by its color-scheme; `part` and the custom properties change the rest. */
export const style = `
:host { display: block; }
:host([hidden]), [hidden] { display: none; }
* { box-sizing: border-box; }
form, section, ul { display: grid; gap: var(--smacs-gap, 0.75em); margin: 0; }
label { display: grid; gap: 0.25em; }
label.choice { display: flex; align-items: center; gap: 0.5em; }
input:not([type="checkbox"]), textarea, button {
    font: inherit;
    color: inherit;
    padding: 0.5em 0.75em;
    border: 1px solid var(--smacs-border, GrayText);
    border-radius: var(--smacs-radius, 0.4em);
    background: var(--smacs-field, Field);
    color: var(--smacs-field-text, FieldText);
}
input:not([type="checkbox"]), textarea { width: 100%; }
textarea { resize: vertical; }
button { cursor: pointer; background: var(--smacs-button, ButtonFace); color: var(--smacs-button-text, ButtonText); }
:focus-visible { outline: 2px solid var(--smacs-accent, Highlight); outline-offset: 2px; }
.buttons { display: flex; gap: 0.5em; }
p { margin: 0; }
.note { font-size: 0.875em; }
section, .failures { margin-block-start: var(--smacs-gap, 0.75em); }
.spoken { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
[role="status"] { min-block-size: 1.5em; margin-block-start: var(--smacs-gap, 0.75em); }
.text {
    padding-inline-start: 0.75em;
    border-inline-start: 3px solid var(--smacs-accent, Highlight);
}
.text, .said, li { contain: paint; }
.text, .said { white-space: pre-wrap; overflow-wrap: anywhere; }
.said { max-block-size: 12em; overflow: auto; margin-block-start: 0.25em; }
.by, .title { font-weight: 600; }
ul { padding: 0; list-style: none; }
summary { cursor: pointer; }
details { margin-block-start: var(--smacs-gap, 0.75em); }
details ul { margin-block-start: 0.5em; }
`;
