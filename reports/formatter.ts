/** The formats as formatters that cucumber loads: `npx cucumber-js --format ctspec/reports/html:report.html`. */
import { Formatter, type IFormatterOptions } from '@cucumber/cucumber';
import type { Envelope } from '@cucumber/messages';
import { Collector } from './collector';
import { FORMATS, type Format } from './formats';

function formatterOf({ about, render }: Format): typeof Formatter {
  return class extends Formatter {
    static override readonly documentation = about;
    readonly #collector = new Collector();

    constructor(options: IFormatterOptions) {
      super(options);
      options.eventBroadcaster.on('envelope', (message: Envelope) => this.#collector.take(message));
    }

    override async finished(): Promise<void> {
      this.log(await render(this.#collector.report()));
      await super.finished();
    }
  };
}

export const formatters = Object.fromEntries(FORMATS.map(format => [format.name, formatterOf(format)]));
