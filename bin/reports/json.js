/** A formatter for cucumber: npx cucumber-js --format ctspec/reports/json:FILE */
require('../build').buildIfStale();
module.exports = require('../../dist/reports').formatters.json;
