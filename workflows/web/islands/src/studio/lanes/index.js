import UndrawnLanes from './undrawn_lanes.js';

export default {
  __init__: ['undrawnLanes'],
  undrawnLanes: ['type', UndrawnLanes],
};
