import RoundTrip from './round_trip.js';

export default {
  __init__: ['roundTrip'],
  roundTrip: ['type', RoundTrip],
};
