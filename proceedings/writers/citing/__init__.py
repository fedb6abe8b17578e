"""What the bibliographic formats share: records, names, dates and clean words."""
