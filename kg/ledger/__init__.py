"""Where sources disagree: for each disputed event what is said in each slot, by whom, in which article and words."""
