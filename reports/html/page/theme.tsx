/** Light or dark: as the system has it until one chooses. */
import { useState } from 'preact/hooks';

export function ThemeButton() {
  const [dark, setDark] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches);
  const toggle = () => {
    document.documentElement.style.colorScheme = dark ? 'light' : 'dark';
    setDark(!dark);
  };
  return (
    <button type="button" class="theme" aria-pressed={dark} onClick={toggle}>
      Dark
    </button>
  );
}
