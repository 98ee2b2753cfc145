import roundTrip from '../round_trip/index.js';
import Saver from './saver.js';

export default {
  __depends__: [roundTrip],
  __init__: ['saver'],
  saver: ['type', Saver],
};
