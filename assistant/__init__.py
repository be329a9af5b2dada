"""Ask a folder of hospital inspection-rectification notices (巡察整改进展情况的通报) anything, and trust the answer."""
