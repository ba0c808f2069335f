/** The thread that writes the lines of `replay --format ndjson`. */
import { parentPort, workerData } from 'node:worker_threads';
import { NdjsonLines, type PacketLines } from './ndjson-lines';

const lines = new NdjsonLines(workerData as number);

parentPort!.on('message', (packets: PacketLines) => {
  lines.write(packets);
  parentPort!.postMessage(null);
});
