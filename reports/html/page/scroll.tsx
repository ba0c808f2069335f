/** What may be wider than the page scrolls by itself, with the keyboard as well. */
import type { ComponentChildren } from 'preact';

export function Scroll({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has only a keyboard must be able to scroll it
    <div role="group" class="scroll" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}

export function Pre({ class: name = '', children }: { class?: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has only a keyboard must be able to scroll it
    <pre class={name} tabIndex={0}>
      {children}
    </pre>
  );
}
