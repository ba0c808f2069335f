/** Unpacks the index and shows the page. */
import { render } from 'preact';
import { App } from './app';
import { readIndex } from './data';
import './style.css';

readIndex().then(
  index => render(<App index={index} />, document.getElementById('page')!),
  error => {
    document.getElementById('page')!.textContent = `This report cannot be unpacked: ${error.message}`;
  },
);
