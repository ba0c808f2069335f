/** A formatter for cucumber: npx cucumber-js --format ctspec/reports/text:FILE */
require('../build').buildIfStale();
module.exports = require('../../dist/reports').formatters.text;
